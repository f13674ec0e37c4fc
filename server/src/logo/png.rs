//! PNG (W3C, PNG Third Edition): the pixels are kept, and nothing beside them.

use domain::brand::Logo;
use domain::field::Issue;
use png::{Compression, Decoder, Encoder, Info, Limits, Transformations};
use std::io::Cursor;

/// What every PNG begins with.
pub const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// The most bytes that reading one may take.
const MEMORY: Limits = Limits {
    bytes: 40 * 1024 * 1024,
};

/// The same picture, written anew.
pub fn safe(bytes: &[u8]) -> Result<Vec<u8>, Issue> {
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), MEMORY);
    decoder.set_transformations(Transformations::IDENTITY);
    let header = decoder.read_header_info().map_err(|_| Issue::NotAPicture)?;
    if header.width.max(header.height) > Logo::SIDE_MAX {
        return Err(Issue::TooManyPixels);
    }
    let mut reader = decoder.read_info().map_err(|_| Issue::NotAPicture)?;
    let size = reader.output_buffer_size().ok_or(Issue::NotAPicture)?;
    let mut pixels = vec![0; size];
    let frame = reader
        .next_frame(&mut pixels)
        .map_err(|_| Issue::NotAPicture)?;
    written(reader.info(), &pixels[..frame.buffer_size()]).map_err(|cause| {
        tracing::error!(%cause, "a picture could not be written");
        Issue::NotAPicture
    })
}

fn written(info: &Info<'_>, pixels: &[u8]) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, info.width, info.height);
    encoder.set_color(info.color_type);
    encoder.set_depth(info.bit_depth);
    encoder.set_compression(Compression::High);
    if let Some(palette) = &info.palette {
        encoder.set_palette(palette.to_vec());
    }
    if let Some(transparent) = &info.trns {
        encoder.set_trns(transparent.to_vec());
    }
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels)?;
    writer.finish()?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture with a text in it and something behind it.
    fn picture(side: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, side, side);
        encoder.set_color(png::ColorType::Rgba);
        let comment = encoder.add_text_chunk("Comment".into(), "<script>".into());
        comment.unwrap();
        let mut writer = encoder.write_header().unwrap();
        let pixels = vec![127; (side * side * 4) as usize];
        writer.write_image_data(&pixels).unwrap();
        writer.finish().unwrap();
        bytes.extend_from_slice(b"<script>alert(1)</script>");
        bytes
    }

    #[test]
    fn only_the_pixels_are_kept() {
        let bytes = safe(&picture(12)).unwrap();
        assert!(!bytes.windows(7).any(|it| it == b"<script"));
        let mut reader = Decoder::new(Cursor::new(&bytes)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        assert_eq!(pixels, [127; 12 * 12 * 4]);
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        let cut = &picture(12)[..60];
        assert_eq!(safe(cut), Err(Issue::NotAPicture));
        let large = picture(Logo::SIDE_MAX + 1);
        assert_eq!(safe(&large), Err(Issue::TooManyPixels));
    }
}

//! A program's connection: HTTP/1.1, one request after another.

use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A connection that is kept open.
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub body: String,
}

impl Connection {
    /// Connects.
    pub async fn to(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        Self {
            stream,
            buffer: Vec::with_capacity(64 * 1024),
        }
    }

    /// Sends a request, and waits until its answer is here.
    pub async fn ask(&mut self, request: &[u8]) -> Answer {
        self.stream.write_all(request).await.unwrap();
        self.buffer.clear();
        let head = loop {
            self.read().await;
            if let Some(end) = self.buffer.windows(4).position(|it| it == b"\r\n\r\n") {
                break end + 4;
            }
        };
        let text = String::from_utf8_lossy(&self.buffer[..head]).to_ascii_lowercase();
        let length = text
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))
            .map(|length| head + length.parse::<usize>().unwrap());
        while !self.is_whole(length) {
            self.read().await;
        }
        let status = text.split(' ').nth(1).unwrap();
        Answer {
            status: status.parse().unwrap(),
            body: String::from_utf8_lossy(&self.buffer[head..]).into_owned(),
        }
    }

    /// Whether an answer of so many bytes is here, or one in chunks, of which the last is empty
    /// (RFC 9112, 7.1).
    fn is_whole(&self, length: Option<usize>) -> bool {
        match length {
            Some(length) => self.buffer.len() >= length,
            None => self.buffer.ends_with(b"\r\n0\r\n\r\n"),
        }
    }

    async fn read(&mut self) {
        let read = self.stream.read_buf(&mut self.buffer).await.unwrap();
        assert!(read > 0, "the server hung up");
    }
}

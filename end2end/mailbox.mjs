// A mail server that takes every mail, and shows what it has got: POST nothing, GET /?to=somebody.
import { createServer } from 'node:http';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

const smtpPort = Number(process.env.E2E_SMTP_PORT ?? 2525);
const httpPort = Number(process.env.E2E_MAILBOX_PORT ?? 8025);
const mails = [];

new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  // Somebody whose mail nobody takes.
  onRcptTo({ address }, session, done) {
    done(address.startsWith('refused') ? new Error('no such mailbox here') : undefined);
  },
  async onData(stream, { envelope }, done) {
    const chunks = [];
    for await (const chunk of stream) {
      chunks.push(chunk);
    }
    const { from, subject, text, html, headers } = await PostalMime.parse(Buffer.concat(chunks));
    const to = envelope.rcptTo.map(({ address }) => address.toLowerCase());
    const id = headers.find(({ key }) => key === 'message-id')?.value;
    mails.push({ id, from, to, subject, text, html });
    done();
  },
}).listen(smtpPort, '127.0.0.1');

createServer((request, response) => {
  const to = new URL(request.url ?? '/', 'http://mailbox').searchParams.get('to');
  const found = mails.filter((mail) => to === null || mail.to.includes(to.toLowerCase()));
  response.setHeader('content-type', 'application/json').end(JSON.stringify(found));
}).listen(httpPort, '127.0.0.1');

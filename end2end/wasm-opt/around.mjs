// `node around.mjs COMMAND…` runs a build that calls `wasm-opt` hundreds of times. wasm-opt is itself
// WebAssembly: its start, and its being compiled well, took most of each call's time, so that here it
// is started once per processor and handed one file after the other.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism, constants, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Worker } from 'node:worker_threads';

const [command, ...args] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'wasm-opt-'));
const socket = join(folder, 'socket');
const waiting = [];
const idle = Array.from({ length: availableParallelism() }, () => {
  // Unknown parts of a name section are nobody's business; what fails comes as a message.
  const worker = new Worker(new URL('worker.mjs', import.meta.url), { stderr: true });
  worker.stderr.resume();
  return worker;
});

/** Gives the next file to somebody who has nothing to do. */
function next() {
  if (waiting.length === 0 || idle.length === 0) {
    return;
  }
  const { job, answer } = waiting.shift();
  const worker = idle.pop();
  worker.once('message', (refusal) => {
    answer(refusal);
    idle.push(worker);
    next();
  });
  worker.postMessage(job);
}

/** One call: its arguments as a line of JSON, and back what was wrong with it, if anything. */
function serve(connection) {
  let said = '';
  connection.setEncoding('utf8').on('data', (chunk) => {
    said += chunk;
    if (said.endsWith('\n')) {
      waiting.push({ job: JSON.parse(said), answer: (refusal) => connection.end(refusal) });
      next();
    }
  });
}

function leave(status) {
  rmSync(folder, { recursive: true, force: true });
  process.exit(status);
}

createServer(serve).listen(socket, () => {
  const own = new URL('bin', import.meta.url).pathname;
  const build = spawn(command, args, {
    stdio: 'inherit',
    env: { ...process.env, PATH: own + delimiter + process.env.PATH, WASM_OPT_SOCKET: socket },
  });
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => build.kill(signal));
  }
  build.on('error', (error) => {
    console.error(`cannot start ${command}: ${error.message}`);
    leave(127);
  });
  build.on('exit', (status, signal) => leave(status ?? 128 + constants.signals[signal]));
});

// The `wasm-opt` that a build finds: passes its arguments on to who waits in `around.mjs`.

import { connect } from 'node:net';

let refusal = '';
connect(process.env.WASM_OPT_SOCKET)
  .setEncoding('utf8')
  .on('connect', function () {
    this.write(`${JSON.stringify(process.argv.slice(2))}\n`);
  })
  .on('data', (chunk) => {
    refusal += chunk;
  })
  .on('error', (error) => {
    refusal = `wasm-opt: ${error.message}`;
  })
  .on('close', () => {
    if (refusal) {
      console.error(refusal);
      process.exitCode = 1;
    }
  });

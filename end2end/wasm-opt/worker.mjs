// Makes one WebAssembly file after the other smaller, as `wasm-opt -Oz` does.

import { readFileSync, writeFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import binaryen from 'binaryen';

const { Features } = binaryen;
const known = {
  '--enable-bulk-memory': Features.BulkMemory | Features.BulkMemoryOpt,
  '--enable-nontrapping-float-to-int': Features.NontrappingFPToInt,
};
// What every browser of the last years can do, and wasm-opt takes for granted.
const always = Features.MutableGlobals | Features.SignExt;

binaryen.setOptimizeLevel(2);
binaryen.setShrinkLevel(2);
binaryen.setGenerateStackIR(true);
binaryen.setOptimizeStackIR(true);

/** Calls look like `-Oz --enable-… IN -o OUT`. */
function optimise(args) {
  const [level, ...rest] = args;
  const [input, flag, output] = rest.splice(-3);
  const strange = rest.filter((argument) => !(argument in known));
  if (level !== '-Oz' || flag !== '-o' || strange.length > 0) {
    throw new Error(`this is not how it is called: ${args.join(' ')}`);
  }
  const features = rest.reduce((features, argument) => features | known[argument], always);
  const module = binaryen.readBinary(readFileSync(input), features);
  module.optimize();
  writeFileSync(output, module.emitBinary());
  module.dispose();
}

parentPort.on('message', (args) => {
  try {
    optimise(args);
    parentPort.postMessage('');
  } catch (error) {
    parentPort.postMessage(`wasm-opt: ${error.message}`);
  }
});

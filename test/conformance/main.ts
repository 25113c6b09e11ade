/**
 * Runs the tests of Coccinelle's sources in this process and prints a JSON of their results.
 *
 *     node dist/test/conformance/main.js FOLDER
 */
import { runSuite } from './suite.js';

const [folder = ''] = process.argv.slice(2);
const results = await runSuite(folder);
console.log(`[\n${results.map((result) => JSON.stringify(result)).join(',\n')}\n]`);

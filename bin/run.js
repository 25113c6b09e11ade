/** The bundle of `npm run build`; null where there is none, and the modules that it is made of do the work. */
function bundle() {
  try {
    return require('../dist/src/cli/start.cjs');
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND') return null;
    throw error;
  }
}

async function commandLines() {
  const start = bundle();
  if (start !== null) return start.commandLines();
  const modules = await import('../dist/src/cli/index.js');
  modules.setUpV8();
  return modules;
}

module.exports = async (program) => {
  const { [program]: run } = await commandLines();
  process.exitCode = await run(process.argv.slice(2));
};

/**
 * What the worker runs, as text: it has to run from sources that Node cannot load by itself as well as from what was built.
 * All programs of a template are tried in one run of jq, which is what costs; one that does not compile would take the others
 * with it, so then each goes by itself. Only the first output of a program counts.
 */
export const jqWorkerProgram = `
const { parentPort, workerData } = require('node:worker_threads');
const loading = require(workerData.jq);

const guarded = (program) => 'def env: {}; {} as $ENV | (try [first((\\n' + program + '\\n))] catch {failed: (. | tostring)})';

function messageOf(error) {
  const text = String(error.stderr || error.message || error);
  return text.replace(/^jq: error:? ?/, '').split('\\n')[0].slice(0, 500);
}

function alone(jq, input, program) {
  try {
    return JSON.parse(jq.raw(input, guarded(program), ['-c']));
  } catch (error) {
    return { broken: messageOf(error) };
  }
}

function together(jq, input, programs) {
  const all = '[' + programs.map((program) => '(' + guarded(program) + ')').join(',') + ']';
  try {
    const results = JSON.parse(jq.raw(input, all, ['-c']));
    if (Array.isArray(results) && results.length === programs.length) return results;
  } catch {}
  return programs.map((program) => alone(jq, input, program));
}

parentPort.on('message', async ({ input, programs }) => {
  const jq = await loading;
  const results = programs.length === 1 ? [alone(jq, input, programs[0])] : together(jq, input, programs);
  parentPort.postMessage(JSON.stringify(results));
});
`;

import { measureHttp } from './http.ts';
import { tableOf } from './report.ts';
import { measureImport, measureStartup } from './startup.ts';

const pairs = [
  ['hono', 'identify'],
  ['express', 'identify'],
  ['hono', 'tokens'],
  ['express', 'tokens'],
] as const;

console.error('start-up …');
const startup = await measureStartup();
console.error('import of @berth/testing …');
const testingImport = measureImport();
const http = [];
for (const [framework, auth] of pairs) {
  console.error(`HTTP, ${framework}, ${auth} …`);
  http.push(await measureHttp(framework, auth));
}
const figures = { node: process.version, startup, testingImport, http };
console.log(tableOf(figures));
console.log(JSON.stringify(figures));

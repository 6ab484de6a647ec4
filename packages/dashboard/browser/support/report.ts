import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Host } from './hosts.ts';
import { credentials } from './hosts.ts';

export type Report = (method: 'POST' | 'PATCH', path: string, body: object) => Promise<void>;

/** Reports on runs as the script of a backend would: with curl, and a token of its own. */
export async function reporterOf({ api }: Pick<Host, 'api'>): Promise<Report> {
  const answer = await curl('POST', `${api}/v1/auth/access_token`, credentials);
  const { accessToken } = JSON.parse(answer) as { accessToken: string };
  return async (method, path, body) => {
    await curl(method, `${api}/v1${path}`, body, ['--header', `Authorization: Bearer ${accessToken}`]);
  };
}

async function curl(
  method: string,
  url: string,
  body: object,
  more: readonly string[] = [],
): Promise<string> {
  const type = ['--header', 'Content-Type: application/json'];
  const args = ['--silent', '--show-error', '--fail-with-body', '--request', method, url, ...type, ...more];
  const { stdout } = await promisify(execFile)('curl', [...args, '--data', JSON.stringify(body)]);
  return stdout;
}

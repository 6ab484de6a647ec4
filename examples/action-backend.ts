// The backend of an action: it is handed a run by webhook, does the work, and tells Port (or Berth) how it goes.
// In a server: app.post('/hook', (req, res) => { res.sendStatus(202); handleAction(req.body, port, work).catch(report); })
// Run its test: npx vitest run --config vitest.workspace.ts --project examples action-backend
import { type PortAccess, signIn } from './port-client.ts';

/** What of a webhook's body this backend looks at. */
export interface ActionPayload {
  readonly context: { readonly runId: string };
  readonly payload: { readonly properties: { readonly name: string } };
}

/** Creates a microservice and reports on the run; `createRepository` is the work, and answers with the repository's URL. */
export async function handleAction(
  { context: { runId }, payload }: ActionPayload,
  access: PortAccess,
  createRepository: (name: string) => Promise<string>,
): Promise<void> {
  const { name } = payload.properties;
  const port = await signIn(access);
  const run = `/actions/runs/${runId}`;
  const log = (line: object) => port('POST', `${run}/logs`, line);
  try {
    await log({ message: `Creating the repository of ${name}` });
    const repository = await createRepository(name);
    await port('PATCH', run, { link: repository, statusLabel: 'Registering' });
    await port('POST', `/blueprints/microservice/entities?run_id=${runId}`, { identifier: name });
    await log({ message: 'Done', terminationStatus: 'SUCCESS', statusLabel: 'Created' });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    await log({ message, terminationStatus: 'FAILURE', statusLabel: 'Not created' });
  }
}

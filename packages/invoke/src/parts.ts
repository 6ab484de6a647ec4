/** What an invoker is made of, for one that works in another time and sends over something else than the network. */
export { loadPreparation } from './load-preparation.ts';
export { approvalNotice } from './methods/approval-notice.ts';
export { upsertOutcome } from './methods/upsert-entity.ts';
export { webhookOutcome, webhookRequest } from './methods/webhook.ts';
export type { Outcome, OutgoingRequest } from './outgoing/outcome.ts';
export type { Sender } from './outgoing/sender.ts';
export { type Vault, vault } from './secrets/vault.ts';
export { signer } from './signature/signer.ts';
export type { Templates } from './template/templates.ts';

/** Sends over the network. */
export async function loadSender() {
  return (await import('./outgoing/sender.ts')).sender;
}

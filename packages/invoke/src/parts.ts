/** What an invoker is made of, for one that works in another time and sends over something else than the network. */
export { approvalNotice } from './methods/approval-notice.ts';
export { upsertOutcome } from './methods/upsert-entity.ts';
export { webhookOutcome, webhookRequest } from './methods/webhook.ts';
export type { Outcome, OutgoingRequest } from './outgoing/outcome.ts';
export { type Sender, sender } from './outgoing/sender.ts';
export { prepare } from './prepare.ts';
export { signedHeaders } from './signature/signed-headers.ts';
export { type Templates, templates } from './template/templates.ts';

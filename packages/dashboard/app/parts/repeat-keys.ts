/**
 * Names requests, so that each is carried out once: the same name for as long as the same is asked, for an answer that got
 * lost does not say whether the request arrived.
 */
export function repeatKeys(): (body: object) => string {
  let last = { asked: '', key: '' };
  return (body) => {
    const asked = JSON.stringify(body);
    if (asked !== last.asked) last = { asked, key: randomKey() };
    return last.key;
  };
}

/** `crypto.randomUUID` is there only over https. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

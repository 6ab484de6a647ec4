/** Evaluates invocation methods and conditions. It takes a while to load, which most who import this never need. */
export async function loadPreparation() {
  const [{ prepare }, { Conditions }, { templates }] = await Promise.all([
    import('./prepare.ts'),
    import('./condition.ts'),
    import('./template/templates.ts'),
  ]);
  return { prepare, Conditions, templates };
}

import type { InvocationOutcome, Payload } from '@berth/core';
import { asTexts, type JsonApi, segment } from '../outgoing/json-api.ts';

const DEFAULT_REF = 'main';

/** Triggers a pipeline, which then reports by itself, with the project's own trigger token. */
export async function triggerPipeline(
  payload: Payload,
  api: JsonApi,
  tokenOf: (project: string) => string | undefined,
): Promise<InvocationOutcome> {
  const project = `${payload.groupName}/${payload.projectName}`;
  const token = tokenOf(project);
  if (token === undefined) return failure(`there is no trigger token for ${project}`);
  const ref = payload.defaultRef ?? DEFAULT_REF;
  const variables = asTexts(payload.pipelineVariables);
  const asked = { token, ref, variables };
  const triggered = await api.ask('POST', `/api/v4/projects/${segment(project)}/trigger/pipeline`, asked);
  if (!triggered.ok) return failure(triggered.error.message);
  const { id, web_url: link } = triggered.value.content;
  return {
    ...(id === undefined ? {} : { externalRunId: `gl_${project}_${id}` }),
    ...(typeof link === 'string' ? { link } : {}),
  };
}

function failure(why: string): InvocationOutcome {
  return { status: 'FAILURE', summary: `The pipeline was not triggered: ${why}` };
}

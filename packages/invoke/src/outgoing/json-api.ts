import { type Json, type JsonObject, ok, type Result, refuse } from '@berth/core';
import type { Sender } from './sender.ts';

export interface ApiAnswer {
  readonly status: number;
  /** An empty object where the answer has no content, or none in JSON. */
  readonly content: JsonObject;
}

/** An API of another system that speaks JSON, at the address that the host has configured. */
export interface JsonApi {
  /** @returns the answer if it is a success, else words for who reads the run */
  ask(method: string, path: string, body?: Json): Promise<Result<ApiAnswer, ApiFailure>>;
}

export interface ApiFailure {
  readonly status: number | undefined;
  readonly message: string;
}

export interface ApiOptions {
  /** What people call the system. */
  readonly name: string;
  readonly baseUrl: string;
  readonly headers?: () => Promise<Readonly<Record<string, string>>>;
}

export function jsonApi(outgoing: Sender, { name, baseUrl, headers }: ApiOptions): JsonApi {
  const base = baseUrl.replace(/\/+$/, '');
  return {
    ask: async (method, path, body) => {
      const outcome = await outgoing.send({
        method,
        url: `${base}${path}`,
        headers: {
          'user-agent': 'berth',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(await headers?.()),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      if (outcome.type === 'failed')
        return refuse({ status: undefined, message: `${name}: ${outcome.message}` });
      const { status } = outcome;
      const content = contentOf(outcome.body);
      if (status >= 200 && status < 300) return ok({ status, content });
      const said = typeof content.message === 'string' ? `: ${content.message}` : '';
      return refuse({ status, message: `${name} answered ${status}${said}` });
    },
  };
}

function contentOf(body: string): JsonObject {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as JsonObject)
      : {};
  } catch {
    return {};
  }
}

/** One segment of a path. `.` and `..` lead elsewhere however they are written; what is prepared never is one. */
export function segment(text: unknown): string {
  return encodeURIComponent(String(text));
}

/** Workflows and pipelines take texts; what is none is written as JSON. */
export function asTexts(inputs: Json | undefined): Readonly<Record<string, string>> {
  const entries = Object.entries((inputs ?? {}) as JsonObject).filter(([, value]) => value !== null);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}

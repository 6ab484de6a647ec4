import type { BerthOptions } from '../../src/index.ts';

/** One request as a client sends it; `path` is below the mount. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer> | undefined;
}

/** What a client of these tests does not read to the end, since there may be none. */
export const EVENTS = 'text/event-stream';

export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Nothing of a stream of events. */
  readonly text: string;
}

/** A way of mounting Berth that the shared cases run over. */
export interface Mount {
  /** Opens a Berth of its own with these options, mounted and reachable; on a memory store unless they name another. */
  open(options: Partial<BerthOptions>): Promise<Mounted>;
  /** The host has a body parser of its own in front: what it refuses is its answer, not ours. */
  readonly hostParses?: true;
  /** Requests that no route takes go on to the host: its 404 is its answer, not ours. */
  readonly fallsThrough?: true;
}

export interface Mounted {
  send(sent: Sent): Promise<Received>;
  close(): Promise<void>;
}

/** Whatever of a reply a case looks at; keys that a reply does not have are undefined at run time. */
export interface Content {
  readonly ok: boolean;
  readonly error: string;
  readonly message: string;
  readonly accessToken: string;
  readonly expiresIn: number;
  readonly tokenType: string;
  readonly run: RunContent;
  readonly context: {
    readonly runId: string;
    readonly blueprint: string | null;
    readonly entity: string | null;
  };
  readonly runs: readonly RunContent[];
  readonly next: string;
  readonly runLog: LogContent;
  readonly runLogs: readonly LogContent[];
  readonly approvers: readonly { userId: string; state: string; description: string | null }[];
  readonly entity: EntityContent;
  readonly entities: readonly EntityContent[];
  readonly errors: readonly {
    identifier: string;
    index: number;
    statusCode: number;
    error: string;
    message: string;
  }[];
  readonly deletedEntities: readonly string[];
  readonly audits: readonly AuditContent[];
  readonly action: { readonly identifier: string } & Record<string, unknown>;
  readonly actions: readonly ({ readonly identifier: string } & Record<string, unknown>)[];
  readonly blueprint: { readonly identifier: string } & Record<string, unknown>;
  readonly blueprints: readonly ({ readonly identifier: string } & Record<string, unknown>)[];
}

interface Reference {
  readonly identifier: string;
  readonly title: string | null;
  readonly icon: string | null;
  readonly deleted?: boolean;
}

export interface RunContent {
  readonly id: string;
  readonly status: string;
  readonly statusLabel?: string;
  readonly link?: string | readonly string[];
  readonly summary?: string;
  readonly message?: unknown;
  /** A string in the v1 view, a reference in v2. */
  readonly action: string & Reference;
  readonly blueprint?: Reference;
  readonly entity?: Reference;
  readonly properties: Record<string, unknown>;
  readonly source: string;
  readonly requiredApproval?: boolean | { readonly type: string };
  readonly approval?: { readonly state: string; readonly userId: string; readonly description?: string };
  readonly relatedEntityExists?: boolean;
  readonly relatedBlueprintExists?: boolean;
  readonly endedAt?: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly createdBy: string;
  readonly updatedBy: string;
  readonly impersonatedBy?: string;
}

export interface LogContent {
  readonly id: string;
  readonly runId: string;
  readonly message: string;
  readonly createdBy: string;
  readonly createdAt: string;
}

export interface EntityContent {
  readonly identifier: string;
  readonly blueprint: string;
  readonly title: string | null;
  readonly icon: string | null;
  readonly team: readonly string[];
  readonly properties: Record<string, unknown>;
  readonly relations: Record<string, string | readonly string[] | null>;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** In the answer to a bulk creation. */
  readonly created?: boolean;
  readonly index?: number;
}

export interface AuditContent {
  readonly identifier: string;
  readonly action: 'CREATE' | 'UPDATE' | 'DELETE';
  readonly resourceType: string;
  readonly status: string;
  readonly trigger: {
    readonly by: { readonly userId: string };
    readonly origin: string;
    readonly at: string;
  };
  readonly context: { blueprint?: string; entity?: string; action?: string; runId?: string };
  readonly diff: { readonly before: object | null; readonly after: object | null };
}

export interface Answer {
  readonly status: number;
  readonly headers: Received['headers'];
  readonly text: string;
  readonly json: Content;
}

export interface RequestOptions {
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is, as JSON unless the headers say otherwise. */
  readonly raw?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Another token than the client's own; null: no Authorization header. */
  readonly token?: string | null;
}

/** What a case works with: requests in, checked answers out. */
export interface Api {
  request(method: string, path: string, options?: RequestOptions): Promise<Answer>;
  get(path: string, options?: RequestOptions): Promise<Answer>;
  post(path: string, json?: unknown, options?: RequestOptions): Promise<Answer>;
  put(path: string, json?: unknown, options?: RequestOptions): Promise<Answer>;
  patch(path: string, json?: unknown, options?: RequestOptions): Promise<Answer>;
  delete(path: string, options?: RequestOptions): Promise<Answer>;
  readonly token: string;
}

/** Bytes of a request body: exactly this many are taken, one more is 413. */
export const MAX_BODY_BYTES = 1_048_576;
/** Levels of objects and lists in a body; deeper ones are refused, since printing them again could exhaust the stack. */
export const MAX_BODY_DEPTH = 200;
/** Rules of one search, groups included. */
export const MAX_SEARCH_RULES = 200;
/** Rules of one search that follow relations: each walks the whole catalog. */
export const MAX_RELATION_RULES = 5;
/** Relations that one rule may name on its way. */
export const MAX_PATH_STEPS = 15;
/** Runs in one page of the list. */
export const MAX_RUNS_PAGE = 1000;
export const DEFAULT_RUNS_PAGE = 50;
/** Lines in one page of a run's log. */
export const MAX_LOGS_PAGE = 50;
export const DEFAULT_LOGS_PAGE = 50;
/** Records in one answer of the audit log. Port states no bound; a larger `limit` is taken as this one. */
export const MAX_AUDITS = 1000;
/** Seconds that an access token lives. */
export const TOKEN_LIFE_SECONDS = 10_800;
/** Schemas of blueprints and actions that are kept compiled. */
export const MAX_COMPILED_SCHEMAS = 500;
/** Tokens whose signature is remembered as good. */
export const MAX_REMEMBERED_TOKENS = 1000;
/** Callers that a rate limiter counts at once; past that the one whose window began first is forgotten. */
export const MAX_COUNTED_CALLERS = 100_000;
/** Characters of a caller's own text that an error message repeats. */
export const MAX_ECHO = 200;
/** Seconds after which a client is asked to try again when writers met on one thing, or the store is out of reach. */
export const RETRY_AFTER_SECONDS = 1;
/** Seconds after which a client is asked to try again when the store could not do its work. */
export const RETRY_UNAVAILABLE_SECONDS = 2;
/** Milliseconds in which a store that cannot do its work is printed about once, however many requests it fails. */
export const UNAVAILABLE_LINE_MS = 1000;
/** Characters of the identifier of an entity or an action. */
export const MAX_IDENTIFIER = 1000;
/** Entities in one bulk creation. */
export const MAX_BULK_ENTITIES = 20;
/** Identifiers in one bulk deletion. */
export const MAX_BULK_DELETES = 100;
/** Characters of a blueprint's description. */
export const MAX_DESCRIPTION = 200;
/** Characters of the identifier or a title in a blueprint. */
export const MAX_NAME = 100;
/** Characters of a URL whose form is checked; the check's time grows with their square. */
export const MAX_URL = 2048;
/** Values in the schema that a user wrote for a blueprint or an action: compiling takes time with every one. */
export const MAX_SCHEMA_NODES = 5000;
/** Choices in one "enum" of such a schema; the check that they differ grows with their square. */
export const MAX_ENUM = 1000;
/** Values that the rules of one search compare with, in all: each is held against every entity. */
export const MAX_SEARCH_VALUES = 1000;
/** Entities that one relation of an entity may lead to. */
export const MAX_RELATED = 5000;
/** Characters of an `Idempotency-Key`. */
export const MAX_IDEMPOTENCY_KEY = 255;
/** Runs that a worker may take at once. */
export const MAX_CLAIM = 1000;
/** Milliseconds for which a run that was taken is kept from others: unless the worker says so, and at most. */
export const DEFAULT_VISIBILITY_MS = 60_000;
export const MAX_VISIBILITY_MS = 600_000;
/** Actions that a worker may leave to others. */
export const MAX_EXCLUDED = 100;
/** Runs that are acknowledged in one request. */
export const MAX_ACKNOWLEDGED = 1000;
/** Names in one list of who may do something. */
export const MAX_PERMITTED = 1000;
/** Seconds of an action's deadline and inactivity time-out: 30 days. */
export const MAX_TIMEOUT_SECONDS = 2_592_000;
/** Streams that are open at once, in one process. */
export const MAX_STREAMS = 10_000;
/** Of them, for one caller. */
export const MAX_STREAMS_PER_CALLER = 500;
/** Seconds after which a client is asked to try again when too many streams are open. */
export const RETRY_STREAM_SECONDS = 10;
/** Milliseconds after which a stream gives a sign of life, having asked whether its caller still may have it. */
export const BEAT_MS = 10_000;
/** Milliseconds that a reader may take for a piece of a stream before it is cut: it can go on where it was. */
export const STALL_MS = 10_000;
/** Open runs that are shown at once, and characters of them together: they are sent again with every change. */
export const MAX_OPEN_SHOWN = 100;
export const MAX_OPEN_LENGTH = 524_288;
/** Characters of the runs in one page of the list for people; where inputs are large it holds fewer than were asked for. */
export const MAX_SHOWN_LENGTH = 8_388_608;
/** Milliseconds between two looks at the open runs. */
export const OPEN_RUNS_PACE_MS = 250;
/** Lines of a log that are read at once for its download. */
export const LOG_PAGE = 100;

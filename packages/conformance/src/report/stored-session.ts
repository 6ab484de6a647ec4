import type {
  ExchangeEvent,
  FooterEvent,
  HeaderEvent,
  PlanEvent,
  Reporter,
  ResultEvent,
  SessionEvent,
} from '../session/events.ts';

/** What a session said, as far as it came. Without a footer it did not end. */
export interface StoredSession {
  readonly header: HeaderEvent;
  readonly plan?: PlanEvent;
  readonly exchanges: readonly ExchangeEvent[];
  readonly results: readonly ResultEvent[];
  readonly footer?: FooterEvent;
}

/** Collects events for reports that are written in one piece. */
export interface Gathered {
  take(event: SessionEvent): void;
  /** Undefined before the header came: there is nothing to report but, maybe, how it ended. */
  session(): StoredSession | undefined;
  footer(): FooterEvent | undefined;
}

export function gather(): Gathered {
  let header: HeaderEvent | undefined;
  let plan: PlanEvent | undefined;
  let footer: FooterEvent | undefined;
  const exchanges: ExchangeEvent[] = [];
  const results: ResultEvent[] = [];
  return {
    take: (event) => {
      if (event.type === 'header') header = event;
      else if (event.type === 'plan') plan = event;
      else if (event.type === 'exchange') exchanges.push(event);
      else if (event.type === 'result') results.push(event);
      else footer = event;
    },
    footer: () => footer,
    session: () =>
      header && { header, exchanges, results, ...(plan ? { plan } : {}), ...(footer ? { footer } : {}) },
  };
}

/** Tells a reporter of a session once more, to its end. */
export async function renderSession(session: StoredSession, reporter: Reporter): Promise<void> {
  reporter.event(session.header);
  if (session.plan) reporter.event(session.plan);
  for (const exchange of session.exchanges) reporter.event(exchange);
  for (const result of session.results) reporter.event(result);
  if (session.footer) reporter.event(session.footer);
  await reporter.end?.();
}

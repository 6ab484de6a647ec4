import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { Redirect, Route, Router, Switch, useLocation } from 'wouter-preact';
import { basePath } from './api/base.ts';
import { getSession, signOut } from './api/session.ts';
import { signedOut } from './api/signed-out.ts';
import type { Session } from './api/types.ts';
import type { Loaded } from './live/load.ts';
import { followOpenRuns } from './live/open-runs.ts';
import { ActionsPage } from './pages/actions.tsx';
import { AuditPage } from './pages/audit.tsx';
import { EntityPage } from './pages/entity.tsx';
import { ExecutePage } from './pages/execute.tsx';
import { NotFoundPage } from './pages/not-found.tsx';
import { RunPage } from './pages/run.tsx';
import { RunsPage } from './pages/runs.tsx';
import { SignInPage } from './pages/sign-in.tsx';
import { pageOf, unescaped } from './parts/nav.ts';
import { Failed, Loading } from './parts/notes.tsx';
import { OpenRunsPanel } from './parts/panel.tsx';
import { Toasts } from './parts/toasts.tsx';
import { TopBar } from './parts/top-bar.tsx';

/** The whole dashboard, for whoever is signed in. */
export function App() {
  const [loaded, setLoaded] = useState<Loaded<Session>>({ kind: 'loading' });
  const reload = useCallback(() => {
    getSession().then(
      (value) => setLoaded({ kind: 'ready', value }),
      (error: unknown) => setLoaded({ kind: 'failed', error }),
    );
  }, []);
  useEffect(() => {
    reload();
    return signedOut.listen(reload);
  }, [reload]);
  if (loaded.kind !== 'ready') {
    return (
      <main>
        <h1>Berth</h1>
        {loaded.kind === 'loading' ? (
          <Loading what="Berth" />
        ) : (
          <Failed error={loaded.error} again={reload} />
        )}
      </main>
    );
  }
  const session = loaded.value;
  if (!session.caller) return <SignInPage {...{ session, reload }} />;
  return (
    <Router base={basePath}>
      <Frame session={session} signOut={() => void signOut().then(reload, reload)} />
    </Router>
  );
}

function Frame({ session, signOut }: { readonly session: Session; readonly signOut: () => void }) {
  useEffect(followOpenRuns, []);
  useArrival();
  return (
    <>
      <a class="skip" href="#content">
        Skip to the content
      </a>
      <TopBar {...{ session, signOut }} />
      <div class="frame">
        <main id="content" tabIndex={-1}>
          <Pages />
        </main>
        <OpenRunsPanel />
      </div>
      <Toasts />
    </>
  );
}

/** Another page begins at its top, and with the focus, as one that the browser loads. */
function useArrival(): void {
  const [path] = useLocation();
  const last = useRef(path);
  useEffect(() => {
    if (last.current === path) return;
    last.current = path;
    document.getElementById('content')?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [path]);
}

function Pages() {
  return (
    <Switch>
      <Route path="/">
        <Redirect to={pageOf.runs} replace />
      </Route>
      <Route path="/runs" component={RunsPage} />
      <Route path="/runs/:id">{({ id }) => <RunPage key={id} id={unescaped(id)} />}</Route>
      <Route path="/actions" component={ActionsPage} />
      <Route path="/actions/:id">{({ id }) => <ExecutePage key={id} identifier={unescaped(id)} />}</Route>
      <Route path="/entities/:blueprint/:entity">
        {({ blueprint, entity }) => (
          <EntityPage
            key={`${blueprint}/${entity}`}
            blueprint={unescaped(blueprint)}
            entity={unescaped(entity)}
          />
        )}
      </Route>
      <Route path="/audit" component={AuditPage} />
      <Route component={NotFoundPage} />
    </Switch>
  );
}

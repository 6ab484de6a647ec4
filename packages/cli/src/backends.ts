import type { InvokerOptions } from '@berth/invoke';
import { UsageError } from './usage.ts';

type Backends = Pick<InvokerOptions, 'github' | 'gitlab' | 'azureDevopsUrl'>;

/** The backends that the environment gives access to, beside webhooks. */
export function backendsOf(environment: NodeJS.ProcessEnv): Backends {
  const {
    BERTH_GITHUB_TOKEN: githubToken,
    BERTH_GITHUB_API_URL: apiUrl,
    BERTH_GITHUB_WEBHOOK_SECRET: webhookSecret,
    BERTH_GITLAB_TOKEN: gitlabToken,
    BERTH_GITLAB_URL: url,
    BERTH_AZURE_DEVOPS_URL: azureDevopsUrl,
  } = environment;
  if (!githubToken && (apiUrl || webhookSecret)) throw new UsageError('set BERTH_GITHUB_TOKEN as well');
  if (!gitlabToken && url) throw new UsageError('set BERTH_GITLAB_TOKEN as well');
  return {
    ...(githubToken ? { github: { token: githubToken, ...given({ apiUrl, webhookSecret }) } } : {}),
    ...(gitlabToken ? { gitlab: { token: gitlabToken, ...given({ url }) } } : {}),
    ...given({ azureDevopsUrl }),
  };
}

/** What is set, and not empty. */
function given<K extends string>(values: Readonly<Record<K, string | undefined>>): { [N in K]?: string } {
  const set = Object.entries<string | undefined>(values).filter(([, value]) => value);
  return Object.fromEntries(set) as { [N in K]?: string };
}

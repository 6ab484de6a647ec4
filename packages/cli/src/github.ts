import type { RequestListener } from 'node:http';
import { nodeHandler } from '@berth/http/node';
import type { GithubReceiver } from '@berth/invoke';

/** Takes GitHub's events at `/github`, and hands on the rest. */
export function withGithub(handle: RequestListener, receiver: GithubReceiver): RequestListener {
  const receive = nodeHandler(receiver, { mount: '/github' });
  return (request, response) => {
    const [path] = (request.url ?? '').split('?');
    if (path === '/github' || path === '/github/') void receive(request, response);
    else handle(request, response);
  };
}

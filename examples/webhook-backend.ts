// The backend of an action as a server: it takes Berth's (or Port's) signed webhooks, and does the work of action-backend.ts.
// Run:  PORT_BASE_URL=http://127.0.0.1:3000 PORT_CLIENT_ID=… PORT_CLIENT_SECRET=… \
//         node --conditions=berth-source --import tsx examples/webhook-backend.ts      (PORT=3002 by default)
// An action that calls it: { "type": "WEBHOOK", "url": "http://127.0.0.1:3002/async" }, and berth serve --allow-private-destinations
import { verifyWebhook } from '@berth/invoke/verify';
import express, { type RequestHandler } from 'express';
import { type ActionPayload, handleAction } from './action-backend.ts';

const { PORT_BASE_URL = 'http://127.0.0.1:3000', PORT_CLIENT_ID = '', PORT_CLIENT_SECRET = '' } = process.env;
const access = { fetch, baseUrl: PORT_BASE_URL, clientId: PORT_CLIENT_ID, clientSecret: PORT_CLIENT_SECRET };

async function createRepository(name: string): Promise<string> {
  if (name === 'taken') throw new Error('The name "taken" is taken');
  return `https://git.example.com/${name}`;
}

/** Nobody else's word is taken: the signature is checked over the body as it came. */
const genuine: RequestHandler = (req, res, next) => {
  if (!verifyWebhook(req.body, req.headers, PORT_CLIENT_SECRET)) {
    res.sendStatus(401);
    return;
  }
  req.body = JSON.parse(req.body);
  next();
};

const app = express();
app.use(express.raw({ type: '*/*' }), genuine);

// The answer comes at once, and the run is reported on while the work goes on: lines, a link, an entity, the end.
app.post('/async', (req, res) => {
  res.sendStatus(202);
  handleAction(req.body as ActionPayload, access, createRepository).catch(console.error);
});

// The answer itself ends the run, and is shown as its response.
app.post('/sync', async (req, res) => {
  const { payload } = req.body as ActionPayload;
  try {
    res.json({ repository: await createRepository(payload.properties.name) });
  } catch (error) {
    res.status(409).json({ message: (error as Error).message });
  }
});

const server = app.listen(Number(process.env.PORT ?? 3002), '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') console.log(`listening on http://127.0.0.1:${address.port}`);
});

import { berthRouter } from '@berth/express';
import express from 'express';
import { onPostgres, onSqlite } from '../../http/test/api/stores.ts';
import { describeLive, describeLiveOn } from '../../http/test/live/describe-live.ts';
import type { ServeLive } from '../../http/test/live/stage.ts';
import { listen } from './mount.ts';

const serve: ServeLive = (berth, identify) => {
  const app = express();
  app.use('/v1', berthRouter(berth, { identify: (request) => identify(request.get('x-user')) }));
  return listen(app);
};

describeLive('Express 5', serve);
describeLiveOn('Express 5 on SQLite', serve, onSqlite);
describeLiveOn('Express 5 on PostgreSQL', serve, onPostgres());

import { DELIVERY_TIME, type Delivery, type Endpoint, type Reaction } from './receiver.ts';

export type React = (delivery: Delivery) => Reaction | Promise<Reaction>;

/** An endpoint and the side of it that the web server sees. */
export interface OpenEndpoint {
  readonly endpoint: Endpoint;
  take(delivery: Delivery): Promise<Reaction>;
  /** Nothing will come any more: whoever waits gets what is there. */
  close(): void;
}

export function openEndpoint(url: string, react: React = () => ({ status: 200 })): OpenEndpoint {
  const deliveries: Delivery[] = [];
  const waiting = new Set<() => void>();
  let closed = false;
  const tell = () => {
    for (const look of waiting) look();
  };
  return {
    endpoint: {
      url,
      get deliveries() {
        return [...deliveries];
      },
      await: (count, within = DELIVERY_TIME) =>
        new Promise((resolve) => {
          const finish = () => {
            clearTimeout(timer);
            waiting.delete(look);
            resolve(deliveries.slice(0, count));
          };
          const look = () => {
            if (closed || deliveries.length >= count) finish();
          };
          const timer = setTimeout(finish, within);
          waiting.add(look);
          look();
        }),
    },
    take: async (delivery) => {
      deliveries.push(delivery);
      tell();
      return react(delivery);
    },
    close: () => {
      closed = true;
      tell();
    },
  };
}

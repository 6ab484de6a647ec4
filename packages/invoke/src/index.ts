export {
  createInvoker,
  type GithubOptions,
  type GitlabOptions,
  type InvokerOptions,
  type ReachingInvoker,
} from './invoker.ts';
export type { KafkaOptions, KafkaProducer } from './methods/kafka.ts';
export type { GithubReceiver } from './receivers/github.ts';

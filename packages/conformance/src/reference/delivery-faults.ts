import { answerFaults } from './answer-faults.ts';
import type { DeliveryFault } from './delivery-fault.ts';
import { payloadFaults } from './payload-faults.ts';
import { signingFaults } from './signing-faults.ts';

/** What a wrapper around a target cannot break, since it happens between the target and somebody else. */
export const deliveryFaults: readonly DeliveryFault[] = [...signingFaults, ...payloadFaults, ...answerFaults];

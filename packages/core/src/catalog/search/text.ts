import type { Comparison } from './comparison.ts';
import { anyOf } from './equality.ts';
import { elements, isList } from './value.ts';

type TextTest = (text: string, part: string) => boolean;

export const beginsWith = text((text, part) => text.startsWith(part));
export const endsWith = text((text, part) => text.endsWith(part));

const includes = text((text, part) => text.includes(part));

/** A part of a text, or an element of a list. */
export const contains: Comparison = (operands, at) => {
  const [inText, inList] = [includes(operands, at), anyOf(operands, at)];
  return (value) => (isList(value) ? inList(value) : inText(value));
};

function text(holds: TextTest): Comparison {
  return (operands) => {
    const parts = operands.flatMap(elements).filter((part) => typeof part === 'string');
    return (value) =>
      elements(value).some((each) => typeof each === 'string' && parts.some((part) => holds(each, part)));
  };
}

/** For each runner a project, by what it depends on besides Berth; each has the majors that it is there for. */
export const projects = {
  'vitest-3': { vitest: '3.2', typescript: '5.9', '@types/node': '20' },
  'vitest-4': { vitest: '4', '@types/node': '20' },
  'vitest-5': { vitest: '5', '@types/node': '22' },
  'jest-30': { jest: '30', '@jest/globals': '30', '@types/jest': '30', '@types/node': '20' },
  'node-test': { '@berth/invoke': '*', '@types/node': '20' },
} as const;

export type Project = keyof typeof projects;

export const credentials = {
  clientId: 'client-under-test',
  clientSecret: 'a-secret-that-no-answer-may-repeat',
};

/** Of two more machines. */
export const others = ['second', 'third'].map((name) => ({
  clientId: `${name}-client`,
  clientSecret: `another-secret-of-the-${name}`,
}));

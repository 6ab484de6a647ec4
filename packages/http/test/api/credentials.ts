export const credentials = {
  clientId: 'client-under-test',
  clientSecret: 'a-secret-that-no-answer-may-repeat',
};

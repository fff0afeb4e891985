const url = `http://localhost:${process.env.PORT}/`;

const answers = {};
for (let i = 0; i < 60; i++) {
  const worker = await visit();
  answers[worker] = (answers[worker] ?? 0) + 1;
}
console.log('answered by', answers);

/** One visit; resolves with the text of the answer. */
async function visit() {
  const response = await fetch(url);
  return response.text();
}

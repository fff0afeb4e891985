// The visitors: 60 read something, one after the other, and then two place an order.
import { request } from './request.mjs';

let waiting = 'nobody';
process.on('message', ({ ended }) => {
  const before = waiting;
  setTimeout(() => {
    if (waiting === before)
      console.log(`3 s after the end of worker ${ended}, ${waiting} has neither answer nor error`);
  }, 3000);
});

let answered = 0;
for (let visitor = 1; visitor <= 60; visitor++) {
  waiting = `visitor ${visitor}`;
  try {
    await request('GET', `/items/${visitor}`);
    answered++;
  } catch (error) {
    console.log(`visitor ${visitor}: ${error.message}`);
  }
}
console.log(`${answered} of 60 visitors were answered`);

waiting = 'nobody';
const orders = await Promise.allSettled([request('POST', '/orders'), request('POST', '/orders')]);
console.log(`orders: ${orders.map(({ status }) => (status === 'fulfilled' ? 'answered' : 'no answer')).join(', ')}`);
process.disconnect();

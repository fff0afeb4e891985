import cluster from 'node:cluster';

if (cluster.isPrimary) {
  cluster.on('message', (worker, order) => {
    console.log(`the primary has paid: ${order.paid}`);
    worker.disconnect();
  });
  cluster.fork();
} else {
  const order = { item: 'tea', paid: false };

  process.send(order);
  order.paid = true;
  console.log(`the worker has paid: ${order.paid}`);
}

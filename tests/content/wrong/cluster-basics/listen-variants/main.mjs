import cluster from 'node:cluster';
import http from 'node:http';

if (cluster.isPrimary) {
  for (let i = 0; i < 3; i++) cluster.fork();
} else {
  const { id } = cluster.worker;

  const shop = http.createServer((request, response) => response.end('the shop\n'));
  shop.listen({ port: process.env.PORT, exclusive: true });

  const admin = http.createServer((request, response) => response.end(`admin of worker ${id}\n`));
  admin.listen({ port: 0, exclusive: true }, () => {
    console.log(`worker ${id} has its admin on port ${admin.address().port}`);
  });
}

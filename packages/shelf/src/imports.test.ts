/** Which packages a program's text names, and where. */
import { expect, test } from 'vitest';
import { importsIn } from './imports.ts';

const names = (text: string) => importsIn({ 'main.mjs': text }).map(({ name }) => name);

test.each([
  [`import express from 'express';`, ['express']],
  [`import{a}from"koa"`, ['koa']],
  [`import 'dotenv/config';`, ['dotenv']],
  [`export * from '@hono/node-server/serve-static';`, ['@hono/node-server']],
  [`const { Server } = require("socket.io");`, ['socket.io']],
  ['const ws = await import(`ws`);', ['ws']],
  [`require.resolve('pino')`, ['pino']],
  [`import { a } from './a.mjs'; require('../b'); require(name); require('/tmp/c');`, []],
  [`import cluster from 'node:cluster';`, []],
])('%s names %j', (text, wanted) => expect(names(text)).toEqual(wanted));

test('each is found at its first place, in code alone', () => {
  const files = {
    'main.js': `\n\nconst app = require('express')();`,
    'worker.js': `require('express');`,
    'readme.md': `import koa from 'koa';`,
    'node_modules/own/index.js': `require('ws');`,
  };
  expect(importsIn(files)).toEqual([{ name: 'express', file: 'main.js', line: 3 }]);
});

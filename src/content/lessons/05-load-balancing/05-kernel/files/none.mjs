import cluster from 'node:cluster';
import { serve } from './serve.mjs';

cluster.schedulingPolicy = cluster.SCHED_NONE;
serve();

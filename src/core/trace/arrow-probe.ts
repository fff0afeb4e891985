import '../../session/session.ts';
import 'node:fs';
import 'zod';
import 'monaco-editor/editor';
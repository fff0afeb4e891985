import { serve } from './serve.mjs';

serve({ reusePort: true });

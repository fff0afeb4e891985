/** What a framed quiz needs beside the self-check, which brings its own script. */
import '../../embed/ui/embed-page.element.ts';

/** Says in one sentence what to install where no fitting Node runs the scripts. Plain JavaScript: an old Node must be able to read it. */
const [major, minor] = process.versions.node.split('.').map(Number);
const PINNED = '24.21.0';
if (process.versions.node !== PINNED) {
  const works = major >= 24 || (major === 22 && minor >= 18);
  const found = `This project's pinned Node ${PINNED} has no package for ${process.platform}-${process.arch}, so Node ${process.versions.node} runs it.`;
  if (works) console.warn(`${found} The course's claims are checked against ${PINNED} only.`);
  else {
    console.error(
      `${found} It needs Node 24 or newer 22.18+: install one from your system's packages and run the command again.`,
    );
    process.exit(1);
  }
}

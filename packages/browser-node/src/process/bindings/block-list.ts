/** `block_list`: addresses of the network, one by one, in ranges and in subnets. */
import { defineBinding } from '../binding.ts';
import { addressBytes } from './names.ts';

const IPV4_BYTES = 4;
/** The first bytes of an IPv6 address that stands for an IPv4 address. */
const MAPPED = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255];

class SocketAddress {
  readonly #facts: { readonly address: string; readonly port: number; readonly family: number; flowlabel: number };
  readonly bytes: Uint8Array;

  constructor(address: string, port: number, family: number, flowlabel: number) {
    const bytes = addressBytes(address);
    if (bytes === undefined) throw Object.assign(new Error('Invalid address'), { code: 'ERR_INVALID_ADDRESS' });
    this.bytes = bytes;
    this.#facts = { address, port, family, flowlabel };
  }

  detail(out: object): object {
    return Object.assign(out, this.#facts);
  }

  flowlabel(): number {
    return this.#facts.flowlabel;
  }

  get family(): string {
    return this.bytes.length === IPV4_BYTES ? 'IPv4' : 'IPv6';
  }

  toString(): string {
    return this.#facts.address;
  }
}

interface Rule {
  /** As `rules` shows it, which tells it from all others too. */
  readonly text: string;
  has(bytes: Uint8Array): boolean;
}

/** Of one family; an IPv4 address that is mapped into IPv6 is one of IPv4. */
function compare(one: Uint8Array, other: Uint8Array): number | undefined {
  const [a, b] = [plain(one), plain(other)];
  if (a.length !== b.length) return undefined;
  const at = a.findIndex((byte, index) => byte !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

function plain(bytes: Uint8Array): Uint8Array {
  return MAPPED.every((byte, index) => bytes[index] === byte) ? bytes.subarray(MAPPED.length) : bytes;
}

function ruleOfAddress(address: SocketAddress): Rule {
  return {
    text: `Address: ${address.family} ${address.toString()}`,
    has: (bytes) => compare(bytes, address.bytes) === 0,
  };
}

function ruleOfRange(start: SocketAddress, end: SocketAddress): Rule {
  return {
    text: `Range: ${start.family} ${start.toString()}-${end.toString()}`,
    has: (bytes) => (compare(bytes, start.bytes) ?? -1) >= 0 && (compare(bytes, end.bytes) ?? 1) <= 0,
  };
}

function ruleOfSubnet(network: SocketAddress, prefix: number): Rule {
  const bit = (bytes: Uint8Array, at: number) => ((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1;
  return {
    text: `Subnet: ${network.family} ${network.toString()}/${prefix}`,
    has: (given) => {
      const bytes = plain(given);
      if (bytes.length !== network.bytes.length) return false;
      return Array.from({ length: prefix }, (_, at) => at).every((at) => bit(bytes, at) === bit(network.bytes, at));
    },
  };
}

class BlockList {
  /** The last comes first. */
  #rules: readonly Rule[] = [];

  #add(rule: Rule): void {
    this.#rules = [rule, ...this.#rules];
  }

  #remove({ text }: Rule): void {
    this.#rules = this.#rules.filter((rule) => rule.text !== text);
  }

  addAddress(address: SocketAddress): void {
    this.#add(ruleOfAddress(address));
  }

  addAddresses(addresses: readonly SocketAddress[]): void {
    for (const address of addresses) this.addAddress(address);
  }

  addRange(start: SocketAddress, end: SocketAddress): boolean {
    if ((compare(start.bytes, end.bytes) ?? 1) > 0) return false;
    this.#add(ruleOfRange(start, end));
    return true;
  }

  addSubnet(network: SocketAddress, prefix: number): void {
    this.#add(ruleOfSubnet(network, prefix));
  }

  removeAddress(address: SocketAddress): void {
    this.#remove(ruleOfAddress(address));
  }

  removeRange(start: SocketAddress, end: SocketAddress): void {
    this.#remove(ruleOfRange(start, end));
  }

  removeSubnet(network: SocketAddress, prefix: number): void {
    this.#remove(ruleOfSubnet(network, prefix));
  }

  check({ bytes }: SocketAddress): boolean {
    return this.#rules.some((rule) => rule.has(bytes));
  }

  checkString(address: string): boolean {
    const bytes = addressBytes(address);
    return bytes !== undefined && this.#rules.some((rule) => rule.has(bytes));
  }

  getRules(): readonly string[] {
    const isAddress = ({ text }: Rule) => text.startsWith('Address');
    const others = this.#rules.filter((rule) => !isAddress(rule));
    return [...this.#rules.filter(isAddress), ...others].map(({ text }) => text);
  }

  getSize(): number {
    return this.#rules.length;
  }

  clear(): void {
    this.#rules = [];
  }
}

defineBinding('block_list', () => ({ BlockList, SocketAddress }));

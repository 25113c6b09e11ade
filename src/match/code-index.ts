import type { Node, NodeKind } from '../c/index.js';
import type { Cfg, CfgKind } from '../cfg/index.js';
import { contentOf, innerOf } from './content.js';
import { visitPlaces } from './places.js';
import type { Kinds } from './possible-kinds.js';

/** A piece of code inside a node of the graph. */
export interface Place {
  readonly state: number;
  readonly node: Node;
  /** Places are numbered as they are met: by state, outer before inner, left before right. */
  readonly order: number;
}

/** The nodes of one graph, and the code in them, by kind: a piece of a pattern is looked for only where it can be. */
export class CodeIndex {
  readonly #cfg: Cfg;
  readonly #states = new Map<CfgKind, number[]>();
  /** By the kinds of nodes of the graph, then of syntax, that were asked for. */
  readonly #chosen = new Map<readonly CfgKind[], Map<Kinds, readonly number[]>>();
  /** Without and with names that are no expressions. */
  readonly #places: (PlacesByKind | null)[] = [null, null];

  constructor(cfg: Cfg) {
    this.#cfg = cfg;
    cfg.nodes.forEach(({ kind }, state) => {
      const states = this.#states.get(kind);
      if (states === undefined) this.#states.set(kind, [state]);
      else states.push(state);
    });
  }

  /** The states of these kinds, ascending, whose syntax is of a kind that is wanted; the same lists ask for the same. */
  statesOf(kinds: readonly CfgKind[], wanted: Kinds = null): readonly number[] {
    let chosen = this.#chosen.get(kinds);
    if (chosen === undefined) this.#chosen.set(kinds, (chosen = new Map<Kinds, readonly number[]>()));
    let states = chosen.get(wanted);
    if (states === undefined) chosen.set(wanted, (states = this.#choose(kinds, wanted)));
    return states;
  }

  /** All places of the kinds that are wanted, in order. */
  placesOf(wanted: Kinds, names: boolean): readonly Place[] {
    const index = names ? 1 : 0;
    return (this.#places[index] ??= new PlacesByKind(this.#cfg, names)).of(wanted);
  }

  #choose(kinds: readonly CfgKind[], wanted: Kinds): readonly number[] {
    const [only] = kinds;
    const states =
      kinds.length === 1 && only !== undefined
        ? (this.#states.get(only) ?? [])
        : kinds.flatMap((kind) => this.#states.get(kind) ?? []).sort((left, right) => left - right);
    if (wanted === null) return states;
    return states.filter((state) => {
      const node = this.#cfg.nodes[state]?.node;
      return node != null && wanted.has(node.kind);
    });
  }
}

class PlacesByKind {
  #count = 0;
  readonly #byKind = new Map<NodeKind, Place[]>();
  /** By the kinds that were asked for. */
  readonly #chosen = new Map<Kinds, readonly Place[]>();

  constructor(cfg: Cfg, names: boolean) {
    cfg.nodes.forEach((at, state) => {
      const nameOfFunction = at.kind === 'header' && at.node?.kind === 'function' && !names ? at.node.kids[2] : null;
      for (const part of contentOf(at)) {
        if (part === nameOfFunction) continue;
        visitPlaces(part, { names, without: innerOf(at) }, (node) => {
          this.#add({ state, node, order: this.#count++ });
        });
      }
    });
  }

  of(wanted: Kinds): readonly Place[] {
    let places = this.#chosen.get(wanted);
    if (places === undefined) this.#chosen.set(wanted, (places = this.#choose(wanted)));
    return places;
  }

  #choose(wanted: Kinds): readonly Place[] {
    const lists = [...(wanted ?? this.#byKind.keys())].flatMap((kind) => {
      const places = this.#byKind.get(kind);
      return places === undefined ? [] : [places];
    });
    const [only] = lists;
    if (only === undefined) return [];
    return lists.length === 1 ? only : lists.flat().sort((left, right) => left.order - right.order);
  }

  #add(place: Place): void {
    const places = this.#byKind.get(place.node.kind);
    if (places === undefined) this.#byKind.set(place.node.kind, [place]);
    else places.push(place);
  }
}

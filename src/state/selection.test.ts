import { beforeEach, describe, expect, it } from "vitest";
import { follow, pick, select, showLayer, useSelection } from "./selection.ts";
import { applyViewHints, viewHints } from "./view-hints.ts";

const CLEO = { table: "Players", label: "cleo" };
const GATE = { candidates: ["a", "b"], picked: null, locked: false, answer: null };

beforeEach(() => useSelection.setState(useSelection.getInitialState(), true));

describe("the selection", () => {
  it("follows an item that is selected, and goes on following it when something else is", () => {
    select({ kind: "item", item: CLEO });
    select({ kind: "event", seq: 3 });
    expect(useSelection.getState()).toMatchObject({ mark: { kind: "event", seq: 3 }, followed: CLEO });
    follow(null);
    expect(useSelection.getState().followed).toBeNull();
  });

  it("shows and hides one layer, and makes a new set of them, so that the picture is drawn again", () => {
    const before = useSelection.getState().layers;
    showLayer("streams", false);
    expect([...useSelection.getState().layers]).toEqual(["indexes", "triggers"]);
    expect(useSelection.getState().layers).not.toBe(before);
    showLayer("streams", true);
    expect(useSelection.getState().layers.has("streams")).toBe(true);
  });

  it("picks only candidates of a gate that is open", () => {
    pick("a");
    expect(useSelection.getState().gate).toBeNull();
    useSelection.setState({ gate: GATE });
    pick("c");
    expect(useSelection.getState().gate).toEqual(GATE);
    pick("b");
    expect(useSelection.getState().gate?.picked).toBe("b");
    useSelection.setState({ gate: { ...GATE, locked: true } });
    pick("a");
    expect(useSelection.getState().gate?.picked).toBeNull();
  });
});

describe("what a link says of the screen", () => {
  it("brings the followed item, the level, the Region and the table back", () => {
    useSelection.setState({ followed: CLEO, zoom: "region", region: "eu-west-1", table: "Players" });
    const hints = viewHints();
    useSelection.setState(useSelection.getInitialState(), true);
    applyViewHints(hints);
    expect(useSelection.getState()).toMatchObject({
      followed: CLEO,
      zoom: "region",
      region: "eu-west-1",
      table: "Players",
    });
  });

  it("takes only what fits of a stranger's", () => {
    applyViewHints({ zoom: "everything", follow: "cleo" });
    expect(useSelection.getState()).toMatchObject({ followed: null, zoom: "world", region: null, table: null });
  });
});

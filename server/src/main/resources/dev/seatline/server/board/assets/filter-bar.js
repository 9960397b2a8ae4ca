// The counts per state and the names of the teams: both show and both filter.

import { byTestId, element, icon, setAttribute, setText } from "./dom.js";
import { STATES } from "./states.js";

export class FilterBar {
  #counts = byTestId("counts");
  #teams = byTestId("team-filters");
  #clear = [byTestId("filter-clear"), byTestId("empty-clear")];
  #states = new Map();
  #teamsShown = null;
  #changed;

  /** @param changed called with `{state}`, `{team}` (null for all teams) or `{clear: true}` */
  constructor(changed) {
    this.#changed = changed;
  }

  start() {
    for (const state of STATES) {
      const word = element("span", "count-word");
      const number = element("span", "count-number");
      const button = element("button", "count", element("span", "count-icon", icon(state)), word, number);
      button.type = "button";
      button.dataset.look = state;
      button.dataset.testid = `count-${state}`;
      button.addEventListener("click", () => this.#changed({ state }));
      this.#states.set(state, { button, word, number });
      this.#counts.append(button);
    }
    this.#clear.forEach((button) => button.addEventListener("click", () => this.#changed({ clear: true })));
  }

  show(counts, teams, filter, say) {
    setAttribute(this.#counts, "data-filtered", String(filter.states.size > 0));
    this.#states.forEach(({ button, word, number }, state) => {
      setAttribute(button, "data-count", String(counts.get(state)));
      setAttribute(button, "aria-pressed", String(filter.states.has(state)));
      setText(word, say(`state.${state}`));
      setText(number, String(counts.get(state)));
    });
    this.#showTeams(teams, filter, say);
    setAttribute(this.#clear[0], "data-idle", String(filter.states.size === 0 && filter.teams.size === 0));
  }

  #showTeams(teams, filter, say) {
    const names = [...new Set([...teams, ...filter.teams])];
    const key = JSON.stringify(names);
    if (key !== this.#teamsShown) {
      this.#teamsShown = key;
      // one team is no choice
      const buttons = names.length > 1 || filter.teams.size > 0 ? [null, ...names] : [];
      this.#teams.replaceChildren(...buttons.map((team) => this.#teamButton(team)));
    }
    for (const button of this.#teams.children) {
      const team = button.dataset.team;
      const pressed = team === undefined ? filter.teams.size === 0 : filter.teams.has(team);
      setAttribute(button, "aria-pressed", String(pressed));
      setText(button, team === undefined ? say("teams.all") : team === "" ? say("teams.none") : team);
    }
  }

  #teamButton(team) {
    const button = element("button", "team");
    button.type = "button";
    if (team === null) {
      button.dataset.testid = "team-all";
    } else {
      button.dataset.testid = `team-${team}`;
      button.dataset.team = team;
    }
    button.addEventListener("click", () => this.#changed({ team }));
    return button;
  }
}

package dev.seatline.server.people;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What somebody is allowed to see and to do (`design.md` §6). Written in JSON and in the store as [#code].
public enum Role {
    /// 座席: own figures
    AGENT,
    /// 班长
    TEAM_LEADER,
    /// 值班长
    DUTY_LEADER,
    /// 主管
    SUPERVISOR,
    /// 经理
    MANAGER,
    /// 分管领导
    DIRECTOR,
    /// 局长
    BUREAU_HEAD,
    /// 行政部
    ADMINISTRATION,
    /// 质检
    QUALITY,
    /// keeps consoles and hub running
    TECHNICIAN,
    /// keeps accounts and tokens
    ADMINISTRATOR,
    /// reads everything, changes nothing
    AUDITOR,
    /// a screen on the wall
    BOARD;

    /// All codes, as text for messages to people.
    public static final String CODES = Arrays.stream(values()).map(Role::code).collect(Collectors.joining(", "));

    /// The name in kebab case, as in `team-leader`.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Role> ofCode(String code) {
        return Arrays.stream(values()).filter(role -> role.code().equals(code)).findFirst();
    }
}

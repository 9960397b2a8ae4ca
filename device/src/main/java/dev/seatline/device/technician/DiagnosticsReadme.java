package dev.seatline.device.technician;

import java.time.Instant;
import java.util.Set;

/// What whoever opens the diagnostics reads first. Pure.
final class DiagnosticsReadme {
    private DiagnosticsReadme() {}

    /// @param entries names of what else is in the file
    static String text(ConsoleView view, Instant at, Set<String> entries) {
        return """
            Seatline: diagnostics of one console / 终端诊断文件

            seat %s, console %s, site %s, version %s, made at %s
            entries / 内容: %s

            English
            -------
            console.json         what the seat shows, link, clock, health of every part, what was seen of each input
            machine.json         temperature, power, memory, disk, load, versions, host name and addresses
            journal.json         how many facts there are and wait, names and sizes of the files in the data folder
            log.txt              the newest entries of the console's log since it started (at most 2,000; no passwords)
            console.yaml         the configuration, comments included, with "«secret 1»" for every secret
            config-history.json  when the configuration changed, which one proved itself, which was taken back and why

            Not in it: the hub's secret, the site key, the technician PIN or its hash, numbers and codes of badges, names
            and ids of agents, the facts of the journal. What somebody wrote into comments of the configuration is in
            it, and addresses of computers in your network are: look before you send it.

            中文
            ----
            console.json         席位显示的状态、连接、时钟、各部件是否正常、各输入的读数
            machine.json         温度、供电、内存、磁盘、负载、版本、主机名和地址
            journal.json         记录的数量与待送数量，数据目录中文件的名称和大小
            log.txt              终端启动以来最新的日志（最多 2,000 条，不含口令）
            console.yaml         配置及其注释，密钥以 «secret 1» 代替
            config-history.json  配置何时改过，哪一份已通过试用，哪一份被收回及原因

            不包含：中心密钥、站点密钥、技术员 PIN 码及其散列、工牌号和工牌代码、座席员姓名和工号、记录的内容。
            配置注释里写的文字和网络中计算机的地址会包含在内，发送前请先看一遍。
            """.formatted(view.seat(), view.console(), view.site(), view.software(), at, String.join(", ", entries));
    }
}

package dev.seatline.bench.lab;

import dev.seatline.bench.lab.link.Frame;
import dev.seatline.bench.lab.link.Verb;
import dev.seatline.bench.lab.link.Wave;
import dev.seatline.bench.lab.machine.VirtualMachine;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/// The host's line to the guest, which does what [Verb]s say. For one thread.
public final class GuestLine implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(4);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int LAST_LINES = 25;
    private static final int PATIENCE_MILLIS = 600_000;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final List<String> hello;

    private GuestLine(Socket socket, DataInputStream in, DataOutputStream out) throws IOException {
        this.socket = socket;
        this.in = in;
        this.out = out;
        this.hello = ask(Verb.HELLO);
    }

    /// Waits until the guest answers. Before it listens, qemu takes the call and hangs up again.
    ///
    /// @param port of the host that leads to the guest
    public static GuestLine open(int port, VirtualMachine machine) throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (true) {
            Socket socket = new Socket();
            try {
                socket.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(PATIENCE_MILLIS);
                return new GuestLine(
                        socket,
                        new DataInputStream(new BufferedInputStream(socket.getInputStream())),
                        new DataOutputStream(new BufferedOutputStream(socket.getOutputStream())));
            } catch (IOException e) {
                socket.close();
                if (!machine.alive() || System.nanoTime() > end) {
                    throw new IOException(
                            "the virtual machine did not come up; it printed\n"
                                    + machine.printed().reversed().stream()
                                            .limit(LAST_LINES)
                                            .toList()
                                            .reversed()
                                            .stream()
                                            .collect(Collectors.joining("\n")),
                            e);
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    /// Asks for one thing.
    ///
    /// @throws IOException when it cannot be done; with the guest's own words
    public List<String> ask(Verb verb, String... arguments) throws IOException {
        List<String> request = new ArrayList<>(List.of(verb.name()));
        request.addAll(List.of(arguments));
        Frame.write(out, request);
        List<String> answer = Frame.read(in);
        if (!answer.getFirst().equals("ok")) {
            throw new IOException(
                    "the guest cannot " + verb + ": " + String.join(", ", answer.subList(1, answer.size())));
        }
        return answer.subList(1, answer.size());
    }

    /// How long the kernel had been up when the guest first answered, in milliseconds.
    public long upMillis() {
        return Long.parseLong(hello.getFirst());
    }

    public String kernel() {
        return hello.get(1);
    }

    /// The path of the simulated GPIO chip.
    public String chip() {
        return hello.get(2);
    }

    /// Waits in the guest's time.
    ///
    /// @return the guest's clock, in milliseconds
    public long pause(Duration time) throws IOException {
        return Long.parseLong(ask(Verb.PAUSE, Long.toString(time.toMillis())).getFirst());
    }

    public void pull(int line, boolean up) throws IOException {
        ask(Verb.PULL, Integer.toString(line), up ? "up" : "down");
    }

    public boolean high(int line) throws IOException {
        return ask(Verb.LOOK, Integer.toString(line)).getFirst().equals("1");
    }

    /// Begins to work an input; [#awaitPlayed] waits for its end.
    public void play(int line, Wave wave) throws IOException {
        ask(Verb.PLAY, Integer.toString(line), wave.text());
    }

    public void awaitPlayed() throws IOException {
        ask(Verb.PLAYED);
    }

    /// Begins to watch outputs.
    public void watch(List<Integer> lines) throws IOException {
        ask(Verb.WATCH, lines.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    public void sendSerial(byte[] bytes) throws IOException {
        ask(Verb.SEND_SERIAL, HexFormat.of().formatHex(bytes));
    }

    public byte[] chip(int address, int register, int count) throws IOException {
        return HexFormat.of()
                .parseHex(ask(
                                Verb.I2C_READ,
                                Integer.toString(address),
                                Integer.toString(register),
                                Integer.toString(count))
                        .getFirst());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

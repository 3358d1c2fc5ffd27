package dev.tocsin.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One tab of a {@link Chromium}: goes to pages, presses keys, and remembers what went wrong on them. */
final class Tab {
    private static final long PATIENCE_SECONDS = 30;
    private static final int HIGHEST = 12_000;

    private final Chromium chromium;
    private final String session;
    private final Shape shape;
    private final String target;
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch loaded = new CountDownLatch(1);

    /** How wide and high, in CSS pixels, and whether the person prefers the dark. */
    record Shape(int width, int height, boolean dark) {}

    Tab(Chromium chromium, String target, String session, Shape shape) {
        this.chromium = chromium;
        this.target = target;
        this.session = session;
        this.shape = shape;
        chromium.listen(this::hear);
        call("Page.enable", chromium.object());
        call("Runtime.enable", chromium.object());
        call("Log.enable", chromium.object());
        call(
                "Emulation.setDeviceMetricsOverride",
                chromium.object()
                        .put("width", shape.width())
                        .put("height", shape.height())
                        .put("deviceScaleFactor", 1)
                        .put("mobile", false));
        ObjectNode media = chromium.object();
        media.putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", shape.dark() ? "dark" : "light");
        call("Emulation.setEmulatedMedia", media);
    }

    /** Loads a page, and waits until it and all that belongs to it is there. */
    void go(String address) {
        loaded = new CountDownLatch(1);
        call("Page.navigate", chromium.object().put("url", address));
        awaitLoad(address);
    }

    /** Does something that leads to another page, and waits for that. */
    void go(Runnable action) {
        loaded = new CountDownLatch(1);
        action.run();
        awaitLoad("the next page");
    }

    private void awaitLoad(String what) {
        try {
            if (!loaded.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(what + " does not load");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** What {@code script} gives; it may be a promise. */
    JsonNode evaluate(String script) {
        JsonNode answer = call(
                "Runtime.evaluate",
                chromium.object()
                        .put("expression", script)
                        .put("returnByValue", true)
                        .put("awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(script + ": " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    void press(String key, int code) {
        press(key, code, 1);
    }

    /** Presses it some times without looking up. */
    void press(String key, int code, int times) {
        List<CompletableFuture<JsonNode>> pressed = new ArrayList<>();
        for (int time = 0; time < times; time++) {
            stroke(key, code, pressed);
        }
        CompletableFuture.allOf(pressed.toArray(CompletableFuture[]::new))
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private void stroke(String key, int code, List<CompletableFuture<JsonNode>> pressed) {
        ObjectNode down = chromium.object()
                .put("type", "keyDown")
                .put("key", key)
                .put("code", key)
                .put("windowsVirtualKeyCode", code);
        ObjectNode up = down.deepCopy().put("type", "keyUp");
        if (key.equals("Enter")) {
            // Only a key that writes something sends a form.
            down.put("text", "\r");
        }
        pressed.add(chromium.send(session, "Input.dispatchKeyEvent", down));
        pressed.add(chromium.send(session, "Input.dispatchKeyEvent", up));
    }

    void type(String text) {
        call("Input.insertText", chromium.object().put("text", text));
    }

    /** The whole page as a picture, up to a height that one can look at. */
    void picture(Path file) {
        int height = evaluate("document.documentElement.scrollHeight").asInt();
        ObjectNode how = chromium.object().put("format", "png").put("captureBeyondViewport", true);
        how.putObject("clip")
                .put("x", 0)
                .put("y", 0)
                .put("width", shape.width())
                .put("height", Math.min(HIGHEST, Math.max(height, shape.height())))
                .put("scale", 1);
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.write(
                    file,
                    Base64.getDecoder()
                            .decode(call("Page.captureScreenshot", how)
                                    .path("data")
                                    .asText()));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** A browser has six connections to a server: a tab that stays open keeps one. */
    void close() {
        chromium.call("", "Target.closeTarget", chromium.object().put("targetId", target));
    }

    /** What went wrong so far: exceptions, errors on the console, what the policy refused, what did not load. */
    List<String> errors() {
        return List.copyOf(errors);
    }

    private JsonNode call(String method, ObjectNode parameters) {
        return chromium.call(session, method, parameters);
    }

    private void hear(JsonNode event) {
        if (!event.path("sessionId").asText().equals(session)) {
            return;
        }
        JsonNode parameters = event.path("params");
        switch (event.path("method").asText()) {
            case "Page.loadEventFired" -> loaded.countDown();
            case "Runtime.exceptionThrown" -> errors.add(parameters.toString());
            case "Runtime.consoleAPICalled" -> {
                if (parameters.path("type").asText().equals("error")) {
                    errors.add(parameters.toString());
                }
            }
            case "Log.entryAdded" -> {
                if (parameters.path("entry").path("level").asText().equals("error")) {
                    errors.add(parameters.toString());
                }
            }
            default -> {}
        }
    }
}

# Runs a RabbitMQ for the program that started this one. Commands come line by line on standard
# input; when it ends, however that comes about, the broker ends and its folder is deleted.

trap '' INT TERM HUP

server=
crash() {
    if [ -n "$server" ]; then
        kill -KILL "$(cat "$HOME/server.pid")"
        wait "$server"
        server=
    fi 2>/dev/null
}

epmd -port "$ERL_EPMD_PORT" -address 127.0.0.1 </dev/null >>"$HOME/log.txt" 2>&1 &
epmd=$!

while read -r command; do
    case $command in
        start)
            # A shell that waits for it: otherwise it would not be gone after its end.
            (
                "$RABBITMQ_SERVER" </dev/null >>"$HOME/log.txt" 2>&1 &
                echo $! | tee "$HOME/server.pid"
                wait
                rm "$HOME/server.pid"
            ) &
            server=$!
            ;;
        crash)
            crash
            echo crashed
            ;;
    esac
done

crash
kill -KILL "$epmd"
rm -rf "$HOME"

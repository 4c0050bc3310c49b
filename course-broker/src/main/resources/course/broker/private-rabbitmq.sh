# Runs a RabbitMQ for the program that started this one. Commands come line by line on standard
# input; when it ends, however that comes about, the broker ends and its folder is deleted.

trap '' INT TERM HUP

beam=
crash() {
    if [ -n "$beam" ]; then
        kill -KILL "$beam"
        wait "$beam"
        beam=
    fi 2>/dev/null
}

epmd -port "$ERL_EPMD_PORT" -address 127.0.0.1 </dev/null >>"$HOME/log.txt" 2>&1 &
epmd=$!

while read -r command; do
    case $command in
        start)
            "$RABBITMQ_SERVER" </dev/null >>"$HOME/log.txt" 2>&1 &
            beam=$!
            echo "$beam"
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

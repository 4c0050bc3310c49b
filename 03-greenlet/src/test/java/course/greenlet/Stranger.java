package course.greenlet;

/** A greenlet of another implementation, which nobody should ask for anything. */
final class Stranger implements Greenlet {
    @Override
    public Object switchTo(Object value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object throwInto(Throwable thrown) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Greenlet parent() {
        return null;
    }

    @Override
    public void setParent(Greenlet parent) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isActive() {
        return true;
    }

    @Override
    public boolean isDead() {
        return false;
    }

    @Override
    public String toString() {
        return "active main greenlet of another implementation";
    }
}

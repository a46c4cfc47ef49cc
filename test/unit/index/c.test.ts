import { beforeAll, test } from 'vitest';
import { createIncludeResolver } from '../../../src/index/resolvers/c/includeResolver.ts';
import { checkEdges } from './edgeCheck.ts';
import { check } from './resolverCheck.ts';
import { loadGrammars } from './workspace.ts';

beforeAll(() => loadGrammars('a.c', 'a.cpp'));

test('included files', () => {
  check(
    createIncludeResolver,
    {
      'compile_commands.json': [
        { directory: '/w/build', command: 'cc -I../third/api -isystem /w/system -c a.c', file: 'a.c' },
      ],
      'CMakeLists.txt': 'target_include_directories(app PUBLIC "${CMAKE_CURRENT_SOURCE_DIR}/public" ${GENERATED})',
    },
    'src/a.c src/a.h src/unix/b.c include/lib/core.h third/api/api.h system/sys.h public/pub.h deep/one/only.h string.h mod/app.core.cppm',
    `src/a.c: a.h → src/a.h
     src/unix/b.c: ../a.h → src/a.h
     src/unix/b.c: a.h → src/a.h
     src/a.c: lib/core.h → include/lib/core.h
     src/a.c: <lib/core.h> → include/lib/core.h
     src/a.c: <api.h> → third/api/api.h
     src/a.c: <sys.h> → system/sys.h
     src/a.c: pub.h → public/pub.h
     src/a.c: one/only.h → deep/one/only.h
     src/a.c: <string.h> → (string.h)
     src/a.c: <vector> → (vector)
     src/a.c: string.h → string.h
     src/a.c: gone.h → ?
     src/a.c: errno.h → (errno.h)
     src/a.c: sys/time.h → (sys/time.h)
     src/a.c: gtest/gtest.h → (gtest)
     src/a.c: @app.core → mod/app.core.cppm
     src/a.c: @std → (std)`,
  );
});

test('C: prototypes lead to definitions, static functions stay in their file, fields by declared type', () => {
  checkEdges({
    'include/list.h': `#ifndef LIST_H
#include "node.h"
#define LIST_MAX(a) ((a) + 1)
typedef struct list_s list_t;
struct list_s { node_t *head; int (*visit)(list_t *list); };
enum { LIST_OK, LIST_BAD };
list_t *list_make(int count);
int platform(void);
int only_declared(void);
#endif
`,
    'include/node.h': `typedef struct node_s { struct node_s *next; int value; } node_t;
`,
    'src/list.c': `#include "list.h"
static int helper(int x) { return x; }
list_t *list_make(int count) {
  helper(count); //=> src/list.c:helper local
  return 0;
}
`,
    'src/unix/platform.c': `#include "../../include/list.h"
int platform(void) { return 1; }
int near(void) { return platform(); } //=> src/unix/platform.c:platform local
`,
    'src/unix/other.c': `#include "list.h"
int other(void) { return platform(); } //=> src/unix/platform.c:platform import
`,
    'src/win/platform.c': `#include "list.h"
int platform(void) { return 2; }
`,
    'src/main.c': `#include <list.h>
#include <string.h>
static int helper(int x) { return x; }
static int count(list_t *list) {
  return list->head->next->value; //=> include/list.h:list_s.head declared, include/node.h:node_s.next declared, include/node.h:node_s.value declared
}
int main(void) {
  list_t *list = list_make(1); //=> include/list.h:list_t import, src/list.c:list_make import
  list->visit(list); //=> include/list.h:list_s.visit declared
  helper(LIST_OK); //=> src/main.c:helper local, include/list.h:LIST_OK import
  LIST_MAX(1); //=> include/list.h:LIST_MAX import
  list->visit = count; //=> include/list.h:list_s.visit declared, src/main.c:count local
  strlen("a"); //=>
  hidden(); //=>
  only_declared(); //=> include/list.h:only_declared import
  return platform(); //=> include/list.h:platform import
}
`,
    'src/alone.c': `int hidden(void) { return 0; }
int strlen(const char *text) { return 0; }
`,
  });
});

test('C++: members in and outside of their class, namespaces, made pointers', () => {
  checkEdges({
    'include/shape.h': `#include <memory>
namespace geo {
class Point { public: void move(int by); int x = 0; };
class Shape {
 public:
  Shape(int sides);
  virtual void draw();
  Point* corner() const;
  static Shape* make();
 protected:
  std::unique_ptr<Point> point_;
};
int area(const Shape& shape);
}
`,
    'src/shape.cc': `#include "shape.h"
namespace geo {
Shape::Shape(int sides) {}
void Shape::draw() {
  corner()->move(1); //=> src/shape.cc:geo.Shape.corner self, src/shape.cc:geo.Point.move returned
}
Point* Shape::corner() const { return nullptr; }
void Point::move(int by) {
  x = by; //=> include/shape.h:geo.Point.x self
}
int area(const Shape& shape) { return 1; }
}
`,
    'src/circle.cpp': `#include "shape.h"
class Circle : public geo::Shape {
 public:
  void draw() override {
    corner();
  }
};
void run(std::vector<geo::Shape*>& shapes) {
  for (auto& shape : shapes) {
    shape->draw();
  }
  auto circle = std::make_unique<Circle>();
  circle->draw(); //=> src/circle.cpp:Circle.draw constructed
  geo::area(*circle); //=> src/shape.cc:geo.area namespace
}
`,
  });
});
